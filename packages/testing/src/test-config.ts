import { type Config, readConfig } from '@portico/server/config/config.ts'

/** The configuration that a server has by itself, but for what is given */
export const testConfig = (changes: Partial<Config> = {}): Config => ({ ...readConfig({}, {}), ...changes })
