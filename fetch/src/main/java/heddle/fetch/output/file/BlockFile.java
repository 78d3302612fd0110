package heddle.fetch.output.file;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.Mark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// One file of coded blocks.
final class BlockFile implements Target<ByteBuffer> {
    private final String name;
    private final CountedFile file;
    private final Members members;

    private BlockFile(String name, CountedFile file, Members members) {
        this.name = name;
        this.file = file;
        this.members = members;
    }

    static BlockFile open(Path path, String name, Coding coding, long keptBytes, Disk disk) throws IOException {
        CountedFile file = CountedFile.open(path, keptBytes, disk);
        return new BlockFile(name, file, coding.into(file));
    }

    /// Whole lines are seen at once where no coding stands between.
    @Override
    public void write(ByteBuffer block) throws IOException {
        members.write(block.array(), block.arrayOffset() + block.position(), block.remaining());
        members.flush();
    }

    @Override
    public List<Mark> sync() throws IOException {
        members.endMember();
        file.sync();
        return List.of(new Mark(name, file.bytes()));
    }

    @Override
    public void saved() {}

    @Override
    public void complete() throws IOException {
        members.endMember();
        file.flush();
    }

    @Override
    public void close() throws IOException {
        try (file;
                members) {
            // Both, whatever becomes of the other.
        }
    }
}
