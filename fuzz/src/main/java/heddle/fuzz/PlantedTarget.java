package heddle.fuzz;

import heddle.url.Url;

/// Claims what is not so, that no fragment of a URL begins with a certain letter, and has to be found out: if it is
/// not, the silence of the others says nothing.
public final class PlantedTarget {
    private static final String LETTER = "d";

    private PlantedTarget() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        String text = Text.of(input);
        if (Url.canParse(text)) {
            String fragment = Url.parse(text).fragment();
            BrokenClaim.unless(!fragment.startsWith(LETTER), "no fragment is %s", fragment);
        }
    }
}
