package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Case;
import java.util.List;
import java.util.stream.Collectors;

/** The cases there are, in the order of the table. */
public final class Cases {

    private static final List<Case> ALL = List.of(
            new CommandsCase(),
            new ConflictsCase(),
            new OneAccountCase(),
            new HttpCase(),
            new BatchCase(),
            new ReplayCase(),
            new LagCase(),
            new MemoryCase(),
            new SpaceCase(),
            new StartUpCase());

    private Cases() {}

    /**
     * @param names of the cases wanted; none for all
     * @throws IllegalArgumentException if there is no case of a name
     */
    public static List<Case> named(List<String> names) {
        for (String name : names) {
            if (ALL.stream().noneMatch(one -> one.name().equals(name))) {
                throw new IllegalArgumentException("there is no case " + name + "; there are:\n" + list());
            }
        }
        return ALL.stream()
                .filter(one -> names.isEmpty() || names.contains(one.name()))
                .toList();
    }

    public static String list() {
        return ALL.stream().map(one -> "  " + one.name() + "\n").collect(Collectors.joining());
    }
}
