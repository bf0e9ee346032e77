/** A limit that an organization has for itself, in requests a minute. `default` is what the server is set to. */
export type OwnLimit = number | 'off' | 'default'

export interface OwnLimits {
  /** To each API */
  requestsPerMinute: OwnLimit
  /** POST /users/bulk, which counts among the requests to its API as well */
  bulkPerMinute: OwnLimit
}

export const noOwnLimits: Readonly<OwnLimits> = { requestsPerMinute: 'default', bulkPerMinute: 'default' }
