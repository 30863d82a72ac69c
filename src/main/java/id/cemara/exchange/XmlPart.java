package id.cemara.exchange;

import id.cemara.exchange.TableProblem.TableDamaged;
import id.cemara.exchange.TableProblem.TableForeignParts;
import id.cemara.shared.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// One XML part of an XLSX archive, read element by element.
final class XmlPart implements AutoCloseable {

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private static final XMLInputFactory XML = factory();

    private final InputStream in;
    private final XMLStreamReader xml;

    private XmlPart(InputStream in, XMLStreamReader xml) {
        this.in = in;
        this.xml = xml;
    }

    /// @throws Refused if the archive has no such part
    static XmlPart open(ZipFile zip, String name) throws IOException, XMLStreamException {
        ZipArchiveEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new Refused(new TableDamaged());
        }
        InputStream in = zip.getInputStream(entry);
        return new XmlPart(in, XML.createXMLStreamReader(in));
    }

    /// Moves to the next such element; false at the end of the enclosing element or of the part.
    boolean next(String element, @Nullable String around) throws XMLStreamException {
        return nextOf(around, element);
    }

    boolean nextOf(@Nullable String around, String... elements) throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new Refused(new TableForeignParts());
            }
            if (event == XMLStreamConstants.START_ELEMENT
                    && Arrays.asList(elements).contains(xml.getLocalName())) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(around)) {
                return false;
            }
        }
        return false;
    }

    String name() {
        return xml.getLocalName();
    }

    @Nullable
    String attribute(String name) {
        return xml.getAttributeValue(null, name); // null: in any namespace
    }

    int number(String name) {
        String value = attribute(name);
        return value == null ? 0 : Integer.parseInt(value);
    }

    String text() throws XMLStreamException {
        return decoded(xml.getElementText());
    }

    @Override
    public void close() throws IOException, XMLStreamException {
        xml.close();
        in.close();
    }

    /// Decodes `_x0041_` escapes, and normalises line breaks to a line feed.
    private static String decoded(String text) {
        return (text.contains("_x")
                        ? ESCAPE.matcher(text)
                                .replaceAll(escape -> Matcher.quoteReplacement(
                                        Character.toString((char) Integer.parseInt(escape.group(1), 16))))
                        : text)
                .replace("\r\n", "\n")
                .replace('\r', ' ');
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
