package heddle.cli.check.report;

import heddle.cli.check.Finding;
import heddle.cli.check.Findings;
import heddle.cli.check.Verdict.Broken;
import heddle.cli.check.Verdict.Excluded;
import heddle.cli.check.Verdict.Good;
import heddle.cli.report.Figures;
import heddle.cli.report.Terminal;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// The XML of JUnit, in which a link is a test: a broken one has failed, an excluded one was skipped. File and line
/// are attributes, as lychee has them, so that forges can point there.
record JunitReport(Findings findings) {
    private static final String NAME = "heddle check";

    String text() {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            write(xml);
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }

    private void write(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line(xml, 0);
        start(xml, "testsuites");
        line(xml, 1);
        start(xml, "testsuite");
        xml.writeAttribute("skipped", Integer.toString(findings.excluded().size()));
        for (Finding finding : findings.all()) {
            line(xml, 2);
            testCase(finding, xml);
        }
        line(xml, 1);
        xml.writeEndElement();
        line(xml, 0);
        xml.writeEndElement();
        line(xml, 0);
        xml.writeEndDocument();
    }

    private void start(XMLStreamWriter xml, String element) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("name", NAME);
        xml.writeAttribute("tests", Integer.toString(findings.all().size()));
        int broken = findings.errors().size() + findings.timeouts().size();
        xml.writeAttribute("failures", Integer.toString(broken));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("time", Figures.format("%.3f", findings.took().toMillis() / 1e3));
    }

    private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static void testCase(Finding finding, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", legal(word(finding) + " " + finding.url()));
        xml.writeAttribute("classname", legal(finding.place().source()));
        xml.writeAttribute("file", legal(finding.place().source()));
        if (finding.place().line() > 0) {
            xml.writeAttribute("line", Long.toString(finding.place().line()));
        }
        String said = legal("[" + Wording.label(finding) + "] " + Wording.reason(finding));
        switch (finding.verdict()) {
            case Good _ -> {}
            case Broken broken -> element("failure", broken.kind(), said, xml);
            case Excluded _ -> element("skipped", "excluded", said, xml);
        }
        xml.writeEndElement();
    }

    private static String word(Finding finding) {
        return switch (finding.verdict()) {
            case Good _ -> "Successful";
            case Broken _ -> "Failed";
            case Excluded _ -> "Excluded";
        };
    }

    private static void element(String name, String type, String message, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeEmptyElement(name);
        xml.writeAttribute("type", type);
        xml.writeAttribute("message", message);
    }

    /// Without what XML 1.0 cannot carry, however it is escaped (its section 2.2).
    private static String legal(String text) {
        return Terminal.printable(
                text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD"));
    }
}
