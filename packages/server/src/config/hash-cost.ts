/** What one argon2id hash costs: KiB of memory, passes over it, and lanes (RFC 9106, section 3.1). */
export interface HashCost {
  memory: number
  passes: number
  parallelism: number
}
