package heddle.fetch.sitemap.walk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import heddle.async.LoopOptions;
import heddle.client.SessionOptions;
import heddle.fetch.bytes.ArrayInput;
import heddle.fetch.list.ListSource;
import heddle.fetch.options.Politeness;
import heddle.fetch.sitemap.SitemapLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The pages that sitemaps name, and those that these name in turn, as a list of JSON objects: `url`, and `lastmod`,
/// `changefreq` and `priority` where they are there. A sitemap that cannot be read is an object with `sitemap` and
/// `errormsg`, which is a bad line of the list. It can be opened once, and is read as it is wanted.
public final class Sitemaps implements ListSource {
    private final List<String> locations;
    private final SessionOptions session;
    private final Politeness politeness;
    private final LoopOptions runtime;
    private final SitemapLimits limits;

    private Sitemaps(
            List<String> locations,
            SessionOptions session,
            Politeness politeness,
            LoopOptions runtime,
            SitemapLimits limits) {
        this.locations = List.copyOf(locations);
        this.session = session;
        this.politeness = politeness;
        this.runtime = runtime;
        this.limits = limits;
    }

    /// The pages of these.
    ///
    /// @param locations  URLs, or paths of files
    /// @param session    by which they are asked for
    /// @param politeness what their hosts are spared: robots.txt and the time between two starts are those of pages
    public static ListSource source(
            List<String> locations, SessionOptions session, Politeness politeness, SitemapLimits limits) {
        return source(locations, session, politeness, LoopOptions.defaults(), limits);
    }

    /// As [#source(List, SessionOptions, Politeness, SitemapLimits)], on a loop of this kind.
    static ListSource source(
            List<String> locations,
            SessionOptions session,
            Politeness politeness,
            LoopOptions runtime,
            SitemapLimits limits) {
        return new Sitemaps(locations, session, politeness, runtime, limits);
    }

    @Override
    public String name() {
        return "sitemaps";
    }

    @Override
    public InputStream open() {
        Documents documents = new Documents(session, politeness, runtime, limits.bytesMax());
        return new Lines(new SitemapWalk(locations, documents, limits), documents);
    }

    @Override
    public Optional<Path> file() {
        return Optional.empty();
    }

    /// The lines, made one by one.
    private static final class Lines extends ArrayInput {
        private static final JsonFactory JSON = new JsonFactory();

        private final SitemapWalk walk;
        private final Documents documents;
        private byte[] line = {};
        private int at;

        Lines(SitemapWalk walk, Documents documents) {
            this.walk = walk;
            this.documents = documents;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (at == line.length) {
                Optional<Found> found = walk.next();
                if (found.isEmpty()) {
                    return -1;
                }
                line = line(found.get());
                at = 0;
            }
            int read = Math.min(length, line.length - at);
            System.arraycopy(line, at, buffer, offset, read);
            at += read;
            return read;
        }

        private static byte[] line(Found found) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                json.writeStartObject();
                switch (found) {
                    case Found.Page page -> {
                        json.writeStringField("url", page.entry().url());
                        for (var field : new TreeMap<>(page.entry().fields()).entrySet()) {
                            json.writeStringField(field.getKey(), field.getValue());
                        }
                    }
                    case Found.Broken broken -> {
                        json.writeStringField("sitemap", broken.location());
                        json.writeStringField("errormsg", broken.problem());
                    }
                }
                json.writeEndObject();
                json.writeRaw('\n');
            }
            return bytes.toByteArray();
        }

        @Override
        public int available() {
            return line.length - at;
        }

        @Override
        public void close() throws IOException {
            try (documents) {
                walk.close();
            }
        }
    }
}
