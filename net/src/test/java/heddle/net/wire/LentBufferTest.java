package heddle.net.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class LentBufferTest {
    private final UnpooledByteBufAllocator others = new UnpooledByteBufAllocator(true, true);
    private final LentBuffer lent = new LentBuffer();

    @Test
    void what_comes_back_is_lent_again_and_empty() {
        ByteBuf first = borrow(10).writeInt(1);
        long address = first.memoryAddress();
        first.release();
        ByteBuf second = borrow(10);
        assertThat(second.memoryAddress()).isEqualTo(address);
        assertThat(second.readableBytes()).isZero();
        second.release();
        lent.close();
    }

    @Test
    void while_it_is_out_others_are_allocated() {
        ByteBuf first = borrow(10);
        ByteBuf second = borrow(10);
        assertThat(second.memoryAddress()).isNotEqualTo(first.memoryAddress());
        first.release();
        second.release();
        lent.close();
        assertThat(others.metric().usedDirectMemory()).isZero();
    }

    @Test
    void a_slice_that_is_kept_keeps_it_out() {
        ByteBuf first = borrow(10).writeInt(1);
        ByteBuf kept = first.readRetainedSlice(4);
        first.release();
        assertThat(lent).hasToString("LentBuffer[out]");
        kept.release();
        assertThat(lent).hasToString("LentBuffer[here]");
        lent.close();
    }

    @Test
    void more_than_it_holds_is_allocated() {
        ByteBuf large = borrow(1 << 20);
        assertThat(large.writableBytes()).isEqualTo(1 << 20);
        assertThat(lent).hasToString("LentBuffer[here]");
        large.release();
        lent.close();
    }

    @Test
    void a_loan_outlives_the_close_and_is_the_last() {
        ByteBuf first = borrow(10);
        lent.close();
        lent.close();
        assertThat(lent).hasToString("LentBuffer[out]");
        ByteBuf second = borrow(10);
        assertThat(second.memoryAddress()).isNotEqualTo(first.memoryAddress());
        assertThat(first.writeInt(7).readInt()).isEqualTo(7);
        assertThat(first.release()).isTrue();
        second.release();
    }

    private ByteBuf borrow(int bytes) {
        return lent.borrow(bytes, others);
    }
}
