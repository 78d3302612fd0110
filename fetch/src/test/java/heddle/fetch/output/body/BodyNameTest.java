package heddle.fetch.output.body;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BodyNameTest {
    @Test
    void a_name_tells_the_place_in_the_list_and_the_page() {
        assertThat(BodyName.of(12_345, "https://example.com/a/b.html?q=1#f"))
                .isEqualTo("000012/000012345-example.com_a_b.html");
    }

    @Test
    void a_hostile_url_cannot_leave_the_folder() {
        assertThat(BodyName.of(0, "http://a/../../etc/passwd%00")).isEqualTo("000000/000000000-a_.._.._etc_passwd_00");
        assertThat(BodyName.of(1, "..")).isEqualTo("000000/000000001-");
        assertThat(BodyName.of(2, "C:\\con\\..\\nul")).isEqualTo("000000/000000002-C__con_.._nul");
    }

    @Test
    void a_long_url_keeps_its_suffix() {
        assertThat(BodyName.of(7, "http://a/" + "x".repeat(5_000) + ".pdf"))
                .hasSize(117)
                .endsWith("xxx.pdf");
    }

    @Property
    void every_name_is_safe_on_every_file_system(@ForAll @LongRange(min = 0) long ordinal, @ForAll String url) {
        assertThat(BodyName.of(ordinal, url)).matches("[0-9]{6,}/[0-9]{9,}-([A-Za-z0-9._-]*[A-Za-z0-9_-])?");
    }

    @Test
    void a_host_has_a_folder_that_cannot_be_another_thing() {
        assertThat(BodyName.folderOf("https://example.com:8080/a")).isEqualTo("example.com");
        assertThat(BodyName.folderOf("http://[::1]/")).isEqualTo("___1_");
        assertThat(BodyName.folderOf("http://../")).startsWith("_");
        assertThat(BodyName.folderOf("http://con/")).isEqualTo("_con");
        assertThat(BodyName.folderOf("http://nul.example/")).isEqualTo("_nul.example");
        assertThat(BodyName.folderOf("no url")).isEqualTo("_");
    }

    @Property
    void every_folder_of_a_host_is_safe_on_every_file_system(@ForAll String url) {
        assertThat(BodyName.folderOf("http://" + url)).matches("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_-])?");
    }
}
