import type { LookupFunction } from 'node:net'
import { createNameLookups } from './name-lookups.ts'

const { lookUp } = createNameLookups()

/**
 * Checks the addresses of a name when it is connected to, and gives these to the connection: a name that leads elsewhere
 * at the next question (DNS rebinding) gains nothing. Of several addresses, each has to be allowed.
 * @param organizationKey who has named it
 * @param refusal what the connection fails with where an address is not allowed
 */
export const guardedLookup =
  (
    organizationKey: string,
    isAllowed: (address: string) => boolean,
    refusal: (name: string, address: string) => Error,
  ): LookupFunction =>
  (hostname, options, done) => {
    lookUp(organizationKey, hostname, options, (error, addresses) => {
      if (error) return done(error, '', 0)
      const forbidden = addresses.find(({ address }) => !isAllowed(address))
      if (forbidden) return done(refusal(hostname, forbidden.address), '', 0)
      const [first] = addresses
      if (options.all) done(null, addresses as never)
      else done(null, first?.address ?? '', first?.family ?? 0)
    })
  }
