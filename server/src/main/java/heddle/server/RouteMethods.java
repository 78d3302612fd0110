package heddle.server;

import heddle.http.Method;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The routes of one path by method.
record RouteMethods(Map<Method, Route> routes, String allow) {
    static final RouteMethods NONE = new RouteMethods(Map.of(), "");

    boolean isEmpty() {
        return routes.isEmpty();
    }

    /// The route for a method; that of GET for HEAD, if it has none of its own.
    @Nullable Route route(Method method) {
        Route route = routes.get(method);
        return route == null && method.equals(Method.HEAD) ? routes.get(Method.GET) : route;
    }

    RouteMethods with(Route route) {
        if (routes.containsKey(route.method())) {
            throw new IllegalArgumentException(
                    "two routes for %s and the same path, with the places %s".formatted(route.method(), route.names()));
        }
        var more = new LinkedHashMap<>(routes);
        more.put(route.method(), route);
        return new RouteMethods(more, allow(more.keySet()));
    }

    private static String allow(Set<Method> methods) {
        var all = new LinkedHashSet<>(methods);
        if (all.contains(Method.GET)) {
            all.add(Method.HEAD);
        }
        all.add(Method.OPTIONS);
        return all.stream().map(Method::name).collect(Collectors.joining(", "));
    }
}
