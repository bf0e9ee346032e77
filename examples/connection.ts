import { createPortico, type Portico } from '@portico/sdk'

/** The server and the API client that the examples work with, from the environment. */
export function connect(): Portico {
  const {
    PORTICO_URL: url = 'http://localhost:8080',
    PORTICO_CLIENT_ID: clientId,
    PORTICO_CLIENT_SECRET: clientSecret,
  } = process.env
  if (!clientId || !clientSecret) {
    console.error('Set PORTICO_CLIENT_ID and PORTICO_CLIENT_SECRET, and PORTICO_URL for another server than localhost.')
    process.exit(2)
  }
  return createPortico({ url, clientId, clientSecret })
}
