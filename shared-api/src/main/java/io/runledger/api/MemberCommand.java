package io.runledger.api;

/** What may be asked about what members of an account may spend. */
public sealed interface MemberCommand extends AccountCommand {

    String member();

    /**
     * A member may spend so much in each period; a repeat changes nothing.
     *
     * @param credits 0: nothing
     */
    record SetMemberBudget(AccountId account, String member, Credits credits, BudgetPeriod period)
            implements MemberCommand {

        public SetMemberBudget {
            Ids.requireId("member", member);
            if (credits.micros() < 0 || credits.compareTo(Credits.MOST_PER_COMMAND) > 0) {
                throw new InvalidValue("credits must be from 0 to " + Credits.MOST_PER_COMMAND);
            }
        }
    }

    /** An operator lets a member spend more in the period that runs. */
    record RaiseMemberBudget(AccountId account, String member, RaiseId raiseId, Credits credits)
            implements MemberCommand {

        public RaiseMemberBudget {
            Ids.requireId("member", member);
            credits.requireSpendable("credits");
        }

        public String fingerprint() {
            return Fingerprint.of("raise")
                    .with("member", member)
                    .with("credits", credits)
                    .text();
        }
    }

    /** The member may spend whatever the account has; a repeat changes nothing. */
    record RemoveMemberBudget(AccountId account, String member) implements MemberCommand {

        public RemoveMemberBudget {
            Ids.requireId("member", member);
        }
    }

    /** Asks how a member's budget stands; changes nothing. */
    record ShowMemberBudget(AccountId account, String member) implements MemberCommand {

        public ShowMemberBudget {
            Ids.requireId("member", member);
        }
    }
}
