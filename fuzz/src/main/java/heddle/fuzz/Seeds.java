package heddle.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What a campaign begins with, and what the build tries: the [Corpus], what is [made][MadeSeeds], and the
/// [Vectors].
public final class Seeds {
    private static final int KEPT_AT_ONCE = 100;

    private Seeds() {}

    static List<byte[]> of(Target target) throws IOException {
        var seeds = new ArrayList<>(Corpus.of(target).inputs());
        seeds.addAll(MadeSeeds.of(target));
        seeds.addAll(Vectors.of(target));
        return seeds;
    }

    /// `write FOLDER`: writes the seeds of each target into a folder of its name, a file each, and prints the names.
    /// `keep TARGET FOLDER`: adds the shortest inputs of a folder to the corpus of a target.
    public static void main(String[] args) throws IOException {
        switch (args[0]) {
            case "write" -> {
                for (Target target : Target.ALL) {
                    write(target, Path.of(args[1], target.name()));
                    System.out.println(target);
                }
            }
            case "keep" -> Corpus.of(named(args[1])).add(Path.of(args[2]), KEPT_AT_ONCE);
            default -> throw new IllegalArgumentException("write or keep, not " + args[0]);
        }
    }

    private static Target named(String name) {
        return Target.ALL.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no target is called " + name));
    }

    private static void write(Target target, Path folder) throws IOException {
        Files.createDirectories(folder);
        int number = 0;
        for (byte[] seed : of(target)) {
            Files.write(folder.resolve("seed-" + HexFormat.of().toHexDigits((short) number++)), seed);
        }
    }
}
