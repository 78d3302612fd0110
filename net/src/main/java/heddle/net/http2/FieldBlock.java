package heddle.net.http2;

import io.netty.handler.codec.EmptyHeaders;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Iterator;
import java.util.Map.Entry;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// One section of fields on its way to HPACK's encoder: names and values in turn, pseudo fields first, names in lower
/// case. Whoever makes it has checked them.
final class FieldBlock extends EmptyHeaders<CharSequence, CharSequence, Http2Headers> implements Http2Headers {
    private final CharSequence[] flat;

    FieldBlock(CharSequence[] flat) {
        this.flat = flat;
    }

    @Override
    public Iterator<Entry<CharSequence, CharSequence>> iterator() {
        return new Fields();
    }

    /// One entry that moves on: the encoder looks at one at a time.
    private final class Fields
            implements Iterator<Entry<CharSequence, CharSequence>>, Entry<CharSequence, CharSequence> {
        private int at = -2;

        @Override
        public boolean hasNext() {
            return at + 2 < flat.length;
        }

        @Override
        public Entry<CharSequence, CharSequence> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            at += 2;
            return this;
        }

        @Override
        public CharSequence getKey() {
            return flat[at];
        }

        @Override
        public CharSequence getValue() {
            return flat[at + 1];
        }

        @Override
        public CharSequence setValue(CharSequence value) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public int size() {
        return flat.length / 2;
    }

    @Override
    public boolean isEmpty() {
        return flat.length == 0;
    }

    /// Netty's encoder asks whether a response is an interim one.
    @Override
    public @Nullable CharSequence status() {
        return flat.length > 0 && flat[0].toString().equals(":status") ? flat[1] : null;
    }

    @Override
    public @Nullable CharSequence method() {
        return null;
    }

    @Override
    public @Nullable CharSequence scheme() {
        return null;
    }

    @Override
    public @Nullable CharSequence authority() {
        return null;
    }

    @Override
    public @Nullable CharSequence path() {
        return null;
    }

    @Override
    public Http2Headers method(CharSequence value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Http2Headers scheme(CharSequence value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Http2Headers authority(CharSequence value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Http2Headers path(CharSequence value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Http2Headers status(CharSequence value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterator<CharSequence> valueIterator(CharSequence name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean contains(CharSequence name, CharSequence value, boolean caseInsensitive) {
        throw new UnsupportedOperationException();
    }
}
