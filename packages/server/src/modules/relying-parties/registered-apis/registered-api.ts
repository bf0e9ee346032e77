import { Problem } from '../../../problems/problem.ts'
import type { AuditedChange } from '../../foundation/audit/record-change.ts'

export interface RegisteredApiScope {
  name: string
  description: string | null
}

/** An API of the organization's own, for which access tokens are issued here */
export interface RegisteredApi {
  key: string
  name: string
  /** `aud` of its tokens. It never changes. */
  audience: string
  /** In the order in which they were given */
  scopes: RegisteredApiScope[]
  /** How long its tokens are valid, where the client's own setting is not shorter */
  accessTokenMinutes: number
  /** Whether tokens are issued for it */
  isActive: boolean
  createdAt: string
  updatedAt: string
}

/** What is valid for a shorter time needs less trust: APIs check tokens by themselves, and don't ask for revoked ones. */
export const defaultAccessTokenMinutes = 60

/** For a key that no registered API of the organization has */
export const registeredApiNotFound = (key: string): Problem =>
  new Problem('registered_api_not_found', `There is no registered API with the key ${key}.`)

/** As the audit trail names it */
export const registeredApiEntity = ({ key, name }: Pick<RegisteredApi, 'key' | 'name'>): AuditedChange['entity'] => ({
  type: 'registered-api',
  key,
  name,
})
