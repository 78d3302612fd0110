package heddle.fetch.output.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Thrift's compact protocol, as far as the metadata of Parquet needs it. Fields of a struct go up in their numbers.
final class ThriftWriter {
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int SHORT_LIST_MAX = 14;
    private static final int DELTA_MAX = 15;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int last;

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    ThriftWriter i32(int field, int value) {
        head(field, I32);
        return zigzag(value);
    }

    ThriftWriter i64(int field, long value) {
        head(field, I64);
        return zigzag(value);
    }

    ThriftWriter text(int field, String value) {
        head(field, BINARY);
        return rawText(value);
    }

    /// Begins a struct in a field of the one around it.
    ThriftWriter begin(int field) {
        head(field, STRUCT);
        return begin();
    }

    /// Begins a struct that is an element of a list, or stands alone.
    ThriftWriter begin() {
        outer.push(last);
        last = 0;
        return this;
    }

    ThriftWriter end() {
        bytes.write(0);
        last = outer.pop();
        return this;
    }

    /// A list of structs, each of which is begun and ended by the caller.
    ThriftWriter structs(int field, int size) {
        return list(field, size, STRUCT);
    }

    ThriftWriter i32s(int field, int... values) {
        list(field, values.length, I32);
        for (int value : values) {
            zigzag(value);
        }
        return this;
    }

    ThriftWriter texts(int field, String... values) {
        list(field, values.length, BINARY);
        for (String value : values) {
            rawText(value);
        }
        return this;
    }

    private ThriftWriter list(int field, int size, int type) {
        head(field, LIST);
        if (size <= SHORT_LIST_MAX) {
            bytes.write((size << 4) | type);
        } else {
            bytes.write((DELTA_MAX << 4) | type);
            varint(size);
        }
        return this;
    }

    private void head(int field, int type) {
        int delta = field - last;
        if (delta < 1 || delta > DELTA_MAX) {
            throw new IllegalArgumentException("field " + field + " after " + last);
        }
        bytes.write((delta << 4) | type);
        last = field;
    }

    private ThriftWriter rawText(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        varint(text.length);
        bytes.writeBytes(text);
        return this;
    }

    private ThriftWriter zigzag(long value) {
        varint((value << 1) ^ (value >> 63));
        return this;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
