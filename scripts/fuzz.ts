import { runLongTest } from './run-long-test.ts'

/** Sends generated requests to a server: `npm run fuzz -- --requests 1000000 --seed 7` */
runLongTest({
  file: 'packages/server/test/contract/fuzz.test.ts',
  unit: 'requests',
  count: '1000000',
  prefix: 'FUZZ',
})
