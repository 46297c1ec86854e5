package io.runledger.command.account;

import io.runledger.eventstore.AppendQueue;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;

/**
 * Lets one command at a time decide about an account. A command gives the lock up when its events are queued, so that the
 * next one goes on from them before they are durable. If they could not be stored after all, the first to hold the lock
 * afterwards throws away the copy that has seen them.
 */
final class AccountLocks implements LockFactory {

    private final LockFactory locks = PessimisticLockFactory.usingDefaults();
    private final Cache copies;
    private final AppendQueue queue;

    AccountLocks(Cache copies, AppendQueue queue) {
        this.copies = copies;
        this.queue = queue;
    }

    @Override
    public Lock obtainLock(String account) {
        Lock lock = locks.obtainLock(account);
        if (queue.isSpoilt(account)) {
            copies.remove(account);
            queue.dropped(account);
        }
        return lock;
    }
}
