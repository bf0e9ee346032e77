import { runLongTest } from './run-long-test.ts'

/**
 * Tries random sequences of all writing operations for one that reaches more power than was given: `npm run authority --
 * --sequences 100000 --seed 7`
 */
runLongTest({
  file: 'packages/server/test/access/authority-model/authority.model.test.ts',
  unit: 'sequences',
  count: '100000',
  prefix: 'AUTHORITY',
})
