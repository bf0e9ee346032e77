import { parse } from 'node:querystring'
import type Provider from 'oidc-provider'

/**
 * Has the parameters of a URL read as those of a form are, in a time that grows with their number. Koa looks for the values
 * of each among all: 7,500 times the same one, from anybody, took 700 ms.
 */
export function readQueries(provider: Provider): void {
  Object.defineProperty(provider.request, 'query', {
    get(this: { querystring: string }) {
      return parse(this.querystring)
    },
  })
}
