package heddle.server;

import heddle.http.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// One route: a method, the segments of its pattern, and who answers.
///
/// @param segments literals, and [#PLACE] for each place
/// @param names of the places, in order
record Route(Method method, List<String> segments, List<String> names, Handler handler) {
    /// No segment holds a slash.
    static final String PLACE = "/";

    static Route of(Method method, String pattern, Handler handler) {
        if (!pattern.startsWith("/")) {
            throw bad(pattern, "begins with a slash");
        }
        var segments = new ArrayList<String>();
        var names = new ArrayList<String>();
        for (String segment : RouteTree.segments(pattern)) {
            if (segment.startsWith("{") && segment.endsWith("}") && segment.length() > 2) {
                names.add(segment.substring(1, segment.length() - 1));
                segments.add(PLACE);
            } else if (segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0) {
                throw bad(pattern, "has braces only around whole segments, with a name in them");
            } else {
                segments.add(PathSegment.decode(segment));
            }
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw bad(pattern, "has a name for each place, and each once");
        }
        return new Route(method, List.copyOf(segments), List.copyOf(names), handler);
    }

    private static IllegalArgumentException bad(String pattern, String rule) {
        return new IllegalArgumentException("a path pattern %s, but this one is '%s'".formatted(rule, pattern));
    }
}
