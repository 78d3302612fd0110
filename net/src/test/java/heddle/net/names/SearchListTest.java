package heddle.net.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchListTest {

    private static final SearchList CLUSTER = SearchList.parse(List.of(
            "# made by hand",
            "nameserver 127.0.0.53",
            "search svc.cluster.local cluster.local",
            "options edns0 ndots:5 timeout:1"));

    @Test
    void resolv_conf_names_domains_and_dots() {
        assertThat(CLUSTER).isEqualTo(new SearchList(List.of("svc.cluster.local", "cluster.local"), 5));
    }

    @Test
    void a_name_with_few_dots_is_tried_under_the_domains_first() {
        assertThat(CLUSTER.candidates("api.web"))
                .containsExactly("api.web.svc.cluster.local", "api.web.cluster.local", "api.web");
    }

    @Test
    void a_name_with_enough_dots_is_tried_as_it_is_first() {
        var list = new SearchList(List.of("corp.example"), 1);
        assertThat(list.candidates("www.example")).containsExactly("www.example", "www.example.corp.example");
    }

    @Test
    void a_trailing_dot_makes_a_name_absolute() {
        assertThat(CLUSTER.candidates("api.web.")).containsExactly("api.web");
    }

    @Test
    void without_domains_only_the_name_itself_is_tried() {
        assertThat(SearchList.parse(List.of("", "search .")).candidates("host")).containsExactly("host");
    }

    @Test
    void wild_values_are_clamped() {
        assertThat(SearchList.parse(List.of("options ndots:999")).ndots()).isEqualTo(15);
        assertThat(SearchList.parse(List.of("options ndots:x")).ndots()).isEqualTo(1);
    }
}
