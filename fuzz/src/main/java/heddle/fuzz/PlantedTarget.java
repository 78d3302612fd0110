package heddle.fuzz;

import heddle.url.Url;

/// Claims what is not so, that no URL has a certain fragment, and has to be found out: if it is not, the silence of the
/// others says nothing.
public final class PlantedTarget {
    private static final String FRAGMENT = "planted";

    private PlantedTarget() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        String text = Text.of(input);
        if (Url.canParse(text)) {
            String fragment = Url.parse(text).fragment();
            BrokenClaim.unless(!fragment.equals(FRAGMENT), "no fragment is %s", fragment);
        }
    }
}
