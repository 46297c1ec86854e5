package io.runledger.command.account;

import io.runledger.eventstore.AppendQueue;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;

/**
 * Lets one command at a time decide about an account. A command gives the lock up when its events are queued, so that the
 * next one goes on from them before they are durable. If they could not be stored after all, the first to hold the lock
 * afterwards throws away the copy that has seen them; and if other processes have stored events meanwhile, it has the copy take
 * them in.
 */
final class AccountLocks implements LockFactory {

    private final LockFactory locks = PessimisticLockFactory.usingDefaults();
    private final Cache copies;
    private final AppendQueue queue;
    private final CatchingUp catchingUp;

    AccountLocks(AccountCache copies, AppendQueue queue, CatchingUp catchingUp) {
        this.copies = copies;
        this.queue = queue;
        this.catchingUp = catchingUp;
    }

    @Override
    public Lock obtainLock(String account) {
        Lock lock = locks.obtainLock(account);
        try {
            if (!queue.isSpoilt(account)) {
                catchingUp.catchUp(account);
            }
            // It may have become so while the database was asked.
            if (queue.isSpoilt(account)) {
                copies.remove(account);
                queue.dropped(account);
            }
            return lock;
        } catch (RuntimeException | Error e) {
            lock.release();
            throw e;
        }
    }
}
