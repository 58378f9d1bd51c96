package dev.regatta.coordinator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard's files, as the server hands them to browsers and to programs. */
class DashboardRoutesTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String PROGRAM = "*/*";

    private RoutesServer server;

    @BeforeEach
    void serve() throws Exception {
        server = new RoutesServer(router -> {
            new DashboardRoutes().mount(router);
            router.route()
                    .handler(context -> context.response().setStatusCode(404).end("left to the API"));
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return server.get(path, "Accept", accept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/studies/tiny/trials", "/compare", "/new", "/fleet", "/runs/1"})
    void everyAddressOfAPageIsServedAndRunsNoInlineScript(String path) throws Exception {
        HttpResponse<String> page = get(path, BROWSER);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>").doesNotContainPattern("<script(?![^>]*src=)");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'")
                .doesNotContain("script-src");
    }

    @Test
    void aMistypedAddressIsToldToPeopleByThePageAndToProgramsByTheApi() throws Exception {
        HttpResponse<String> people = get("/nowhere", BROWSER);
        assertThat(people.statusCode()).isEqualTo(404);
        assertThat(people.body()).contains("<title>");
        assertThat(get("/nowhere", PROGRAM).body()).isEqualTo("left to the API");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/ajax-api/2.0/nothing", "/assets/none.js", "/assets/..%2Findex.html"})
    void whatIsNoPageIsLeftToTheApi(String path) throws Exception {
        HttpResponse<String> answer = get(path, BROWSER);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("left to the API");
    }
}
