import type { NumberedNames } from './numbered-names.ts'
import { type SegmentSearch, segmentSearch } from './segment-search.ts'
import { type LinkConditions, linkConditions, type UserConditions } from './user-conditions.ts'

/** What is asked of each user, by the numbers of an index */
export interface SegmentQuestion {
  status: number | undefined
  /** 1 for each domain that is asked for, by its number */
  domains: Uint8Array | undefined
  lastLoginSince: number | undefined
  lastLoginTo: number | undefined
  dormantSince: number | undefined
  nameOrEmail: SegmentSearch | undefined
  nameOrEmailOrUsername: SegmentSearch | undefined
  links: LinkConditions | undefined
}

/** Everybody fulfils it. */
export const nothing: SegmentQuestion = {
  ...{ status: undefined, domains: undefined, lastLoginSince: undefined, lastLoginTo: undefined, links: undefined },
  ...{ dormantSince: undefined, nameOrEmail: undefined, nameOrEmailOrUsername: undefined },
}

/**
 * What the conditions ask of each user of an index
 * @param sample a text like those of its users
 */
export function segmentQuestion(
  conditions: UserConditions,
  links: NumberedNames,
  domains: NumberedNames,
  sample: string,
): SegmentQuestion {
  const { status, emailDomains, lastLoginSince, lastLoginTo, dormantSince } = conditions
  const { nameOrEmail, nameOrEmailOrUsername } = conditions
  return {
    ...{ status, lastLoginSince, lastLoginTo, dormantSince },
    domains: emailDomains && domains.marked(emailDomains),
    links: linkConditions(links, conditions),
    nameOrEmail: nameOrEmail && segmentSearch(nameOrEmail, sample),
    nameOrEmailOrUsername: nameOrEmailOrUsername && segmentSearch(nameOrEmailOrUsername, sample),
  }
}
