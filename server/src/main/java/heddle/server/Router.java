package heddle.server;

import heddle.http.Method;
import heddle.http.Status;
import java.util.ArrayList;
import java.util.List;

/// Sends each request to the handler of its path and method.
///
/// A path pattern is literal segments and places: `/users/{id}/posts`. A place takes exactly one segment, not an
/// empty one; a literal goes before a place. Where no path fits, the reply is 404; where the method does not, 405
/// with `Allow`. HEAD is answered by the handler of GET, and OPTIONS by `Allow`, unless there are handlers for
/// them.
///
/// ```java
/// Router router = Router.builder()
///         .get("/users/{id}", request -> Reply.text("user " + request.parameter("id")))
///         .post("/users", request -> create(request.body().text()))
///         .build();
/// ```
public final class Router implements Handler {
    private final RouteTree tree;
    private final List<String> patterns;

    private Router(RouteTree tree, List<String> patterns) {
        this.tree = tree;
        this.patterns = List.copyOf(patterns);
    }

    /// A router without routes.
    public static Builder builder() {
        return new Builder();
    }

    /// The patterns of all routes, with their methods before them, in the order they were given: `GET /users/{id}`.
    public List<String> patterns() {
        return patterns;
    }

    @Override
    public Reply handle(ServerRequest request) throws Exception {
        if (request.path().equals("*")) {
            return Reply.empty(Status.NO_CONTENT);
        }
        RouteTree.Match match = tree.find(request.path());
        if (match == null) {
            return Reply.text("404 Not Found: nothing is at this path\n").status(Status.NOT_FOUND);
        }
        Route route = match.routes().route(request.method());
        if (route != null) {
            return route.handler().handle(request.with(route.names(), match.values()));
        }
        if (request.method().equals(Method.OPTIONS)) {
            return Reply.empty(Status.NO_CONTENT).header("Allow", match.routes().allow());
        }
        return Reply.text("405 Method Not Allowed: here go " + match.routes().allow() + "\n")
                .status(Status.METHOD_NOT_ALLOWED)
                .header("Allow", match.routes().allow());
    }

    @Override
    public String toString() {
        return "Router" + patterns;
    }

    /// Collects routes; not for use by two threads at once.
    public static final class Builder {
        private final RouteTree tree = new RouteTree();
        private final List<String> patterns = new ArrayList<>();

        private Builder() {}

        /// Adds a route for GET, and for HEAD with it.
        public Builder get(String pattern, Handler handler) {
            return route(Method.GET, pattern, handler);
        }

        /// Adds a route for POST.
        public Builder post(String pattern, Handler handler) {
            return route(Method.POST, pattern, handler);
        }

        /// Adds a route for PUT.
        public Builder put(String pattern, Handler handler) {
            return route(Method.PUT, pattern, handler);
        }

        /// Adds a route for PATCH.
        public Builder patch(String pattern, Handler handler) {
            return route(Method.PATCH, pattern, handler);
        }

        /// Adds a route for DELETE.
        public Builder delete(String pattern, Handler handler) {
            return route(Method.DELETE, pattern, handler);
        }

        /// Adds a route. Throws [IllegalArgumentException] for a pattern that no path fits, or that has this method
        /// already.
        public Builder route(Method method, String pattern, Handler handler) {
            tree.add(Route.of(method, pattern, handler));
            patterns.add(method + " " + pattern);
            return this;
        }

        /// The router of the routes so far.
        public Router build() {
            return new Router(tree.copy(), patterns);
        }
    }
}
