package io.runledger.command.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runledger.api.AccountCommand.CloseAccount;
import io.runledger.api.AccountCommand.OpenAccount;
import io.runledger.api.AccountCommand.RecordErasure;
import io.runledger.api.AccountCommand.ShowAccount;
import io.runledger.api.AccountId;
import io.runledger.api.Answer;
import io.runledger.api.Answer.Accepted;
import io.runledger.api.Credits;
import io.runledger.api.ErasureId;
import io.runledger.api.Keys;
import io.runledger.api.Outcome;
import io.runledger.api.Source;
import io.runledger.api.SubscriptionView;
import io.runledger.command.account.Commands;
import io.runledger.command.personal.PersonalData;
import io.runledger.command.personal.Profile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opens, shows and closes accounts. */
@RestController
@RequestMapping("/v1/accounts/{account}")
@Tag(name = "Accounts")
class AccountsController {

    private final Commands commands;
    private final PersonalData personalData;
    private final OperatorCommands operator;

    AccountsController(Commands commands, PersonalData personalData, OperatorCommands operator) {
        this.commands = commands;
        this.operator = operator;
        this.personalData = personalData;
    }

    @PutMapping
    @Operation(
            summary = "Opens an account, or updates its profile",
            description = "Fields that are not said stay as they were.")
    ResponseEntity<Outcome> open(
            @PathVariable String account, @RequestBody(required = false) @Nullable Profile profile) {
        AccountId id = new AccountId(account);
        Answer answer = commands.send(new OpenAccount(id));
        Reply.accepted(answer);
        if (profile != null) {
            personalData.update(id, profile);
        }
        return Reply.created(answer);
    }

    @GetMapping
    @Operation(
            summary = "The account, its balance and its profile in one",
            description = "Always up to date: it is the account itself that answers.")
    AccountView show(@PathVariable String account) {
        AccountId id = new AccountId(account);
        Accepted accepted = Reply.accepted(commands.send(new ShowAccount(id)));
        return AccountView.of((Outcome.Standing) accepted.outcome(), personalData.profileOf(id));
    }

    @PostMapping("/close")
    @Operation(
            summary = "Closes an account",
            description =
                    "It takes no new runs and no new credits; its open runs can still be finished. A repeat changes nothing.")
    ResponseEntity<Outcome> close(@PathVariable String account) {
        return Reply.ok(commands.send(new CloseAccount(new AccountId(account))));
    }

    @PostMapping("/erasure")
    @Operation(
            summary = "Deletes what is known of the person behind the account",
            description = "E-mail, country and operators' words; every figure and event stays, and stays provable.")
    ResponseEntity<Outcome> erase(@PathVariable String account, @RequestBody ErasureRequest request, Principal caller) {
        AccountId id = new AccountId(account);
        ErasureId erasure = new ErasureId(Required.field("erasureId", request.erasureId()));
        // First of all the account has to be there; then what is deleted twice is deleted, and the event comes once.
        Reply.accepted(commands.send(new ShowAccount(id)));
        personalData.erase(id);
        return Reply.ok(operator.send(new RecordErasure(id, erasure), Keys.erasure(erasure), request.reason(), caller));
    }

    /** Who asked for it, say; without a word about the person. */
    record ErasureRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String erasureId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {}

    /** An account in one answer; {@code plan} is null without an active subscription. */
    @Schema(name = "Account")
    record AccountView(
            AccountId account,
            String state,
            Instant openedAt,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String plan,

            @Nullable SubscriptionView subscription,
            AccountBalance balance,
            Profile profile,
            long version) {

        static AccountView of(Outcome.Standing standing, Profile profile) {
            SubscriptionView subscription = standing.subscription();
            return new AccountView(
                    standing.account(),
                    standing.state(),
                    standing.openedAt(),
                    SubscriptionView.planOf(subscription),
                    subscription,
                    new AccountBalance(standing.available(), standing.held(), standing.debt(), standing.bySource()),
                    profile,
                    standing.version());
        }
    }

    /** What can be spent now, what open reservations hold, and what is owed. */
    record AccountBalance(Credits available, Credits held, Credits debt, Map<Source, Credits> bySource) {}
}
