package io.runledger.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountCommand;
import io.runledger.api.AccountCommand.CloseAccount;
import io.runledger.api.AccountCommand.ShowAccount;
import io.runledger.api.AccountEvent;
import io.runledger.api.AccountId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.MethodCommandHandlerDefinition;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.AnnotatedMessageHandlingMemberDefinition;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.junit.jupiter.api.Test;

class HandlersByTypeTest {

    private static final AccountId ACCOUNT = new AccountId("a");

    private static final class Handlers {

        @CommandHandler
        String show(ShowAccount command) {
            return "shown";
        }

        @EventHandler
        void on(AccountEvent event) {}
    }

    @Test
    void a_handler_takes_commands_of_its_type() throws Exception {
        MessageHandlingMember<Handlers> handler = handler("show", ShowAccount.class);

        assertThat(handler.canHandle(message(new ShowAccount(ACCOUNT)))).isTrue();
        assertThat(handler.handle(message(new ShowAccount(ACCOUNT)), new Handlers()))
                .isEqualTo("shown");
    }

    @Test
    void a_handler_takes_no_others() throws Exception {
        assertThat(handler("show", ShowAccount.class).canHandle(message(new CloseAccount(ACCOUNT))))
                .isFalse();
    }

    @Test
    void a_command_under_another_name_is_not_taken() throws Exception {
        GenericCommandMessage<ShowAccount> renamed =
                new GenericCommandMessage<>(message(new ShowAccount(ACCOUNT)), "SomethingElse");

        assertThat(handler("show", ShowAccount.class).canHandle(renamed)).isFalse();
    }

    @Test
    void handlers_of_events_are_left_as_they_are() throws Exception {
        MessageHandlingMember<Handlers> ofEvents = member("on", AccountEvent.class);

        assertThat(new HandlersByType().wrapHandler(ofEvents)).isSameAs(ofEvents);
    }

    private static MessageHandlingMember<Handlers> handler(String method, Class<?> type) throws Exception {
        return new HandlersByType().wrapHandler(new MethodCommandHandlerDefinition().wrapHandler(member(method, type)));
    }

    private static MessageHandlingMember<Handlers> member(String method, Class<?> type) throws Exception {
        return new AnnotatedMessageHandlingMemberDefinition()
                .createHandler(
                        Handlers.class,
                        Handlers.class.getDeclaredMethod(method, type),
                        ClasspathParameterResolverFactory.forClass(Handlers.class))
                .orElseThrow();
    }

    private static <T extends AccountCommand> GenericCommandMessage<T> message(T command) {
        return new GenericCommandMessage<>(command);
    }
}
