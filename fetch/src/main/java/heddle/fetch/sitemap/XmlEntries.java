package heddle.fetch.sitemap;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The entries of a sitemap in XML. No document type is read and no entity but the five of XML is known, so nothing
/// outside of the document is looked at, and nothing in it grows.
///
/// Of an entry the children of the root's own namespace count: extensions bring a `loc` of images and videos.
final class XmlEntries implements SitemapReader.Entries {
    private static final Set<String> FIELDS = Set.of("lastmod", "changefreq", "priority");
    private static final String LOCATION = "loc";
    private static final int TEXT_MAX = 64 * 1024;

    /// Depths of elements: the root is at 1.
    private static final int ENTRY = 2;

    private static final int FIELD = 3;

    private final XMLStreamReader xml;
    private String namespace = "";
    private SitemapEntry.Kind kind = SitemapEntry.Kind.PAGE;

    private XmlEntries(XMLStreamReader xml) {
        this.xml = xml;
    }

    static SitemapReader.Entries open(InputStream bytes) throws IOException {
        try {
            XmlEntries entries = new XmlEntries(factory().createXMLStreamReader(bytes));
            entries.readRoot();
            return entries;
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((_, _, _, _) -> InputStream.nullInputStream());
        return factory;
    }

    static SitemapEntry page(String url) {
        return new SitemapEntry(SitemapEntry.Kind.PAGE, url.strip(), Map.of());
    }

    private void readRoot() throws XMLStreamException, SitemapException {
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            // What comes before the root.
        }
        namespace = String.valueOf(xml.getNamespaceURI());
        kind = switch (xml.getLocalName()) {
            case "urlset" -> SitemapEntry.Kind.PAGE;
            case "sitemapindex" -> SitemapEntry.Kind.SITEMAP;
            default ->
                throw new SitemapException("it is no sitemap: its root is <" + xml.getLocalName()
                        + ">, and not <urlset> or <sitemapindex>");
        };
    }

    @Override
    public Optional<SitemapEntry> next() throws IOException {
        try {
            Map<String, String> fields = new HashMap<>();
            int depth = 1;
            while (depth > 0) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        if (depth == FIELD && isField()) {
                            fields.put(xml.getLocalName(), text());
                            depth--;
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        if (depth == ENTRY - 1 && !fields.isEmpty()) {
                            return Optional.of(entry(fields));
                        }
                    }
                    default -> {}
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    private boolean isField() {
        String name = xml.getLocalName();
        return (name.equals(LOCATION) || FIELDS.contains(name))
                && namespace.equals(String.valueOf(xml.getNamespaceURI()));
    }

    /// The text of the element that has begun, to its end.
    private String text() throws XMLStreamException, SitemapException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new SitemapException("it has an entity, &" + xml.getLocalName() + ";, which are not read");
                default -> {}
            }
            if (text.length() > TEXT_MAX) {
                throw new SitemapException("it has a field that is longer than " + TEXT_MAX + " characters");
            }
        }
        return text.toString().strip();
    }

    private SitemapEntry entry(Map<String, String> fields) {
        String url = fields.remove(LOCATION);
        return new SitemapEntry(kind, url == null ? "" : url, fields);
    }

    private static SitemapException malformed(XMLStreamException e) {
        if (e.getNestedException() instanceof SitemapException limit) {
            return limit;
        }
        // There is none when the first bytes could not be read.
        var place = Optional.ofNullable(e.getLocation()).map(Location::getLineNumber);
        if (e.getNestedException() instanceof IOException damage && !(damage instanceof CharConversionException)) {
            String behind = place.map(line -> " behind line " + line).orElse("");
            return new SitemapException("its bytes cannot be read" + behind + ": " + damage.getMessage(), damage);
        }
        // Of the column at the end of the bytes the JDK's parser is not sure: it depends on the pieces that they come
        // in.
        String reason = String.valueOf(e.getMessage())
                .replaceFirst("(?s)^ParseError at .*?Message: ", "")
                .replaceAll("\\s+", " ");
        String near = place.map(line -> " near line " + line).orElse("");
        return new SitemapException("it is not well-formed XML" + near + ": " + reason, e);
    }
}
