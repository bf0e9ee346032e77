import { Problem } from '../../../problems/problem.ts'

export const portfolioNameTaken = (name: string): Problem =>
  new Problem('portfolio_name_taken', `There is a portfolio with the name '${name}' already.`)
