import { runLongTest } from './run-long-test.ts'

/** Sends generated token requests to both ways of reading them: `npm run token-requests -- --requests 1000000 --seed 7` */
runLongTest({
  file: 'packages/server/src/authorization-server/token/plain-token-request.test.ts',
  unit: 'requests',
  count: '100000',
  prefix: 'TOKENS',
})
