package dev.regatta.coordinator.http.tracking;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.util.Collection;

/** A list within a JSON object that is written as it is gone through: a curve's points never become objects each. */
final class StreamedArray<T> extends JsonSerializable.Base {

    /** Writes one element. */
    @FunctionalInterface
    interface ElementWriter<T> {
        void write(JsonGenerator json, T element) throws IOException;
    }

    private final Collection<T> elements;
    private final ElementWriter<? super T> writer;

    StreamedArray(Collection<T> elements, ElementWriter<? super T> writer) {
        this.elements = elements;
        this.writer = writer;
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        json.configure(StreamWriteFeature.USE_FAST_DOUBLE_WRITER.mappedFeature(), true);
        json.writeStartArray();
        for (T element : elements) {
            writer.write(json, element);
        }
        json.writeEndArray();
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider provider, TypeSerializer type)
            throws IOException {
        serialize(json, provider);
    }
}
