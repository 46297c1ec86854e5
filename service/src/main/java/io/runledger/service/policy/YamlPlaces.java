package io.runledger.service.policy;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.core.JacksonException.Reference;

/** Where the parts of a YAML text begin. Jackson itself only knows where it has stopped reading. */
record YamlPlaces(Optional<Part> root) {

    /** Both are counted from 1. */
    record Place(int line, int column) {}

    /** A value, and the key or the value that it begins with. */
    record Part(Node start, Node value) {}

    static YamlPlaces of(String yaml) {
        Iterator<Node> documents = new Compose(LoadSettings.builder().build())
                .composeAllFromString(yaml)
                .iterator();
        return new YamlPlaces(
                documents.hasNext()
                        ? Optional.of(documents.next()).map(node -> new Part(node, node))
                        : Optional.empty());
    }

    /** The place of what a path leads to, or of the nearest part around it that is there. */
    Optional<Place> find(List<Reference> path) {
        Optional<Part> found = root;
        for (Reference step : path) {
            Optional<Part> next = found.flatMap(part -> child(part.value(), step));
            if (next.isEmpty()) {
                break;
            }
            found = next;
        }
        return found.flatMap(part -> part.start().getStartMark()).map(YamlPlaces::placeOf);
    }

    static Place placeOf(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Optional<Part> child(Node node, Reference step) {
        if (node instanceof SequenceNode list && step.getIndex() >= 0) {
            return list.getValue().stream().skip(step.getIndex()).findFirst().map(item -> new Part(item, item));
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .filter(entry -> isNamed(entry, step.getPropertyName()))
                    .findFirst()
                    .map(entry -> new Part(entry.getKeyNode(), entry.getValueNode()));
        }
        return Optional.empty();
    }

    private static boolean isNamed(NodeTuple entry, String name) {
        return entry.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name);
    }
}
