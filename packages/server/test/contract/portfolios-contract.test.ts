import { describeContract } from './describe-contract.ts'
import { operations } from './portfolios-v2.ts'

describeContract('portfolios/v2', operations)
