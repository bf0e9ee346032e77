import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Parts } from '../../db/parts.ts'
import { transaction } from '../../db/transaction.ts'
import { Problem } from '../../problems/problem.ts'
import { entityTag, isEdited, parseIfMatch, requireMatch } from './entity-tag.ts'

/** What an edit does, each with the handle of one transaction */
interface Edit<P, T> {
  /** Nobody else changes what is edited before the transaction ends. */
  lock(parts: P): Promise<unknown>
  /** What the GET answers */
  read(parts: P): Promise<object>
  change(parts: P): Promise<T>
}

/**
 * Carries out the edit that the route declares. With If-Match, only if the state is still one that it names: compared
 * under the lock, so that of two who start from the same state one wins. The answer has the ETag of the new state, except
 * where the caller cannot read it any more.
 * @returns what the change returns
 * @throws Problem bad_request, changed_meanwhile, and what the operations throw
 */
export async function applyEdit<P extends Parts<'vault'>, T>(
  parts: P,
  request: FastifyRequest,
  reply: FastifyReply,
  { lock, read, change }: Edit<P, T>,
): Promise<T> {
  const { edits } = request.routeOptions.config
  if (!isEdited(edits)) throw new Error(`${request.routeOptions.url} declares nothing that it edits: set config.edits`)
  const condition = parseIfMatch(request.headers['if-match'])
  const { organizationKey } = request.principal
  const { result, tag } = await transaction(parts, async (parts) => {
    if (condition) {
      await lock(parts)
      requireMatch(parts.vault, organizationKey, edits, await read(parts), condition)
    }
    const result = await change(parts)
    const after = await ifReadable(() => read(parts))
    return { result, tag: after && entityTag(parts.vault, organizationKey, edits, after) }
  })
  if (tag !== undefined) reply.header('etag', tag)
  return result
}

/** Whoever takes a permission from themselves cannot read what they have changed. */
async function ifReadable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}
