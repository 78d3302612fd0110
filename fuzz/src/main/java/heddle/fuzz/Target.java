package heddle.fuzz;

import java.util.List;
import java.util.function.Consumer;

/// One kind of input, and what is claimed of all that it may be. The class of a target is what Jazzer is told; its
/// comment has the claims.
///
/// @param name  by which scripts and files call it: that of its class, without `Target`
/// @param check throws when a claim is broken by this input
record Target(String name, Consumer<byte[]> check) {
    static final List<Target> ALL = List.of(
            new Target("Response", ResponseTarget::fuzzerTestOneInput),
            new Target("Http2", Http2Target::fuzzerTestOneInput),
            new Target("Chunked", ChunkedTarget::fuzzerTestOneInput),
            new Target("Exchange", ExchangeTarget::fuzzerTestOneInput),
            new Target("Fields", FieldsTarget::fuzzerTestOneInput),
            new Target("Url", UrlTarget::fuzzerTestOneInput),
            new Target("Cookie", CookieTarget::fuzzerTestOneInput),
            new Target("Decoding", DecodingTarget::fuzzerTestOneInput),
            new Target("Charset", CharsetTarget::fuzzerTestOneInput),
            new Target("Events", EventsTarget::fuzzerTestOneInput),
            new Target("Frames", FramesTarget::fuzzerTestOneInput),
            new Target("Robots", RobotsTarget::fuzzerTestOneInput),
            new Target("List", ListTarget::fuzzerTestOneInput));

    @Override
    public String toString() {
        return name;
    }
}
