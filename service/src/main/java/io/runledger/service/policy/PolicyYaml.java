package io.runledger.service.policy;

import com.fasterxml.jackson.annotation.Nulls;
import io.runledger.api.policy.Policy;
import io.runledger.service.json.StrictJson;
import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** How the YAML of a policy is read: strictly, and with durations such as {@code 15m}. */
final class PolicyYaml {

    static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .withCoercionConfig(LogicalType.Textual, StrictJson::onlyStrings)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addMixIn(Policy.LateCapture.class, KebabCase.class)
            .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationText()))
            .build();

    private PolicyYaml() {}

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    private interface KebabCase {}

    /** The unit is always said: nobody should have to guess what 15 is. */
    private static final class DurationText extends StdScalarDeserializer<Duration> {

        DurationText() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Duration) context.handleUnexpectedToken(Duration.class, parser);
            }
            return parse(parser.getString(), context);
        }

        private static Duration parse(String text, DeserializationContext context) {
            try {
                return DurationStyle.detect(text).parse(requireUnit(text));
            } catch (IllegalArgumentException e) {
                return (Duration) context.handleWeirdStringValue(Duration.class, text, "write it like 15m, 24h or 7d");
            }
        }

        private static String requireUnit(String text) {
            if (Character.isDigit(text.charAt(text.length() - 1))) {
                throw new IllegalArgumentException("without a unit");
            }
            return text;
        }
    }
}
