import { operations } from './asset-repository-v1.ts'
import { describeContract } from './describe-contract.ts'

describeContract('asset-repository/v1', operations)
