package heddle.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The routes as a tree of segments, a node a segment. Finding a path costs its length, whatever the number of
/// routes.
final class RouteTree {
    private final Node root;

    RouteTree() {
        this(new Node());
    }

    private RouteTree(Node root) {
        this.root = root;
    }

    /// What a path leads to.
    ///
    /// @param values of the places on the way, in order, decoded
    record Match(RouteMethods routes, List<String> values) {}

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();

        @Nullable Node place;

        RouteMethods routes = RouteMethods.NONE;

        Node copy() {
            var copy = new Node();
            literals.forEach((segment, node) -> copy.literals.put(segment, node.copy()));
            copy.place = place == null ? null : place.copy();
            copy.routes = routes;
            return copy;
        }
    }

    void add(Route route) {
        Node node = root;
        for (String segment : route.segments()) {
            if (!segment.equals(Route.PLACE)) {
                node = node.literals.computeIfAbsent(segment, _ -> new Node());
                continue;
            }
            if (node.place == null) {
                node.place = new Node();
            }
            node = node.place;
        }
        node.routes = node.routes.with(route);
    }

    RouteTree copy() {
        return new RouteTree(root.copy());
    }

    @Nullable Match find(String path) {
        List<String> segments = segments(path);
        var values = new ArrayList<String>(2);
        RouteMethods found = find(root, segments, 0, values);
        return found == null ? null : new Match(found, values);
    }

    private static @Nullable RouteMethods find(Node node, List<String> segments, int at, List<String> values) {
        if (at == segments.size()) {
            return node.routes.isEmpty() ? null : node.routes;
        }
        String segment = PathSegment.decode(segments.get(at));
        Node literal = node.literals.get(segment);
        if (literal != null) {
            RouteMethods found = find(literal, segments, at + 1, values);
            if (found != null) {
                return found;
            }
        }
        if (node.place == null || segment.isEmpty()) {
            return null;
        }
        values.addLast(segment);
        RouteMethods found = find(node.place, segments, at + 1, values);
        if (found == null) {
            values.removeLast();
        }
        return found;
    }

    /// What stands between the slashes of a path that begins with one; an empty last segment is one too.
    static List<String> segments(String path) {
        var segments = new ArrayList<String>(4);
        int from = 1;
        for (int slash = path.indexOf('/', from); slash >= 0; slash = path.indexOf('/', from)) {
            segments.add(path.substring(from, slash));
            from = slash + 1;
        }
        segments.add(path.substring(from));
        return segments;
    }
}
