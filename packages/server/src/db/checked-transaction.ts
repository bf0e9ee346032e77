import { isReferenceViolation } from './failures.ts'
import { type Db, transaction } from './transaction.ts'

/**
 * A transaction that looks whether something is there and then refers to it. Where another one deletes it in between,
 * this one is carried out anew, and its own look says what is missing.
 */
export async function checkedTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  try {
    return await transaction(db, work)
  } catch (error) {
    if (!isReferenceViolation(error)) throw error
    return transaction(db, work)
  }
}
