package dev.regatta.coordinator.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The dashboard's files from the class path. Paths of its pages get index.html; the page reads its own address. */
final class DashboardRoutes {

    private static final Pattern FILE = Pattern.compile("/(assets/[A-Za-z0-9_.-]+|[A-Za-z0-9_-]+\\.[a-z0-9]+)");
    private static final Pattern PAGE = Pattern.compile("/|/(studies|fleet|runs|compare|new)(/[^.]*)?");
    private static final Pattern OF_PEOPLE = Pattern.compile("/(?!api/|ajax-api/)[^.]*");
    private static final String SECURITY_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private final Map<String, Optional<Buffer>> files = new ConcurrentHashMap<>();

    void mount(Router router) {
        router.get().handler(context -> {
            if (serves(context.request().path())) {
                serve(context);
            } else if (isMistyped(context.request())) {
                context.response().setStatusCode(404);
                serve(context);
            } else {
                context.next();
            }
        });
    }

    /** An address that a person's browser asks for: the page says that there is none, where a program is told so in JSON. */
    private static boolean isMistyped(HttpServerRequest request) {
        String accepts = request.getHeader(HttpHeaders.ACCEPT);
        return accepts != null
                && accepts.contains("text/html")
                && OF_PEOPLE.matcher(request.path()).matches();
    }

    static boolean serves(String path) {
        return FILE.matcher(path).matches() || PAGE.matcher(path).matches();
    }

    private void serve(RoutingContext context) {
        String path = context.request().path();
        String file = FILE.matcher(path).matches() ? path : "/index.html";
        Optional<Buffer> content = files.computeIfAbsent(file, DashboardRoutes::read);
        if (content.isEmpty()) {
            context.next();
            return;
        }
        String type = MimeMapping.mimeTypeForFilename(file);
        boolean named = file.startsWith("/assets/"); // their names carry their content's hash
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type == null ? "application/octet-stream" : type)
                .putHeader(HttpHeaders.CACHE_CONTROL, named ? "max-age=31536000, immutable" : "no-cache")
                .putHeader("Content-Security-Policy", SECURITY_POLICY)
                .end(content.get())
                .onFailure(context::fail);
    }

    private static Optional<Buffer> read(String file) {
        try (InputStream stream = DashboardRoutes.class.getResourceAsStream("/dashboard" + file)) {
            return stream == null ? Optional.empty() : Optional.of(Buffer.buffer(stream.readAllBytes()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
