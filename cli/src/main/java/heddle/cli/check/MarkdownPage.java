package heddle.cli.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// Reads Markdown, by commonmark-java: links, images, plain URLs and the HTML in it, but not code.
final class MarkdownPage extends AbstractVisitor {
    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(AutolinkExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    /// What GitHub leaves out of a heading when it makes an anchor of it.
    private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]");

    private final List<Written> links = new ArrayList<>();
    private final Set<String> anchors = new HashSet<>();
    private final Map<String, Integer> headings = new HashMap<>();

    private MarkdownPage() {}

    /// A page in text.
    static Page of(String markdown) {
        var page = new MarkdownPage();
        PARSER.parse(markdown).accept(page);
        return new Page(page.links, page.anchors, Optional.empty());
    }

    @Override
    public void visit(Link link) {
        links.add(new Written(link.getDestination(), line(link)));
        visitChildren(link);
    }

    @Override
    public void visit(Image image) {
        links.add(new Written(image.getDestination(), line(image)));
        visitChildren(image);
    }

    @Override
    public void visit(HtmlBlock block) {
        html(block.getLiteral(), line(block));
    }

    @Override
    public void visit(HtmlInline inline) {
        html(inline.getLiteral(), line(inline));
    }

    private void html(String html, long line) {
        Page inside = HtmlPage.of(html);
        inside.links().forEach(link -> links.add(new Written(link.text(), line == 0 ? 0 : line + link.line() - 1)));
        anchors.addAll(inside.anchors());
    }

    /// A second heading of the same text has `-1` behind its anchor, as on GitHub.
    @Override
    public void visit(Heading heading) {
        var text = new StringBuilder();
        gather(heading, text);
        String anchor = NOT_IN_ANCHORS
                .matcher(text.toString().strip().toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
        int before = headings.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
        visitChildren(heading);
    }

    private static void gather(Node parent, StringBuilder text) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Text plain -> text.append(plain.getLiteral());
                case Code code -> text.append(code.getLiteral());
                case SoftLineBreak _, HardLineBreak _ -> text.append(' ');
                default -> gather(node, text);
            }
        }
    }

    /// That of the nearest node around it that has one.
    private static long line(Node node) {
        for (Node around = node; around != null; around = around.getParent()) {
            List<SourceSpan> spans = around.getSourceSpans();
            if (!spans.isEmpty()) {
                return spans.getFirst().getLineIndex() + 1L;
            }
        }
        return 0;
    }
}
