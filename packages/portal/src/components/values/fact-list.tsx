import { Fragment, type ReactNode } from 'react'
import { inSentence } from '../language/in-sentence.ts'
import { CopyButton } from './copy-button.tsx'
import classes from './fact-list.module.css'

export interface Fact {
  name: string
  value: ReactNode
  /** Beside the value, a button that copies this */
  copied?: string | null | undefined
}

/**
 * A list of facts with their names. Facts without a value are left out.
 * @param isAligned the buttons stand below each other, at the end of the lines
 */
export const FactList = ({ facts, isAligned }: { facts: Fact[]; isAligned?: boolean }) => (
  <dl className={classes.facts} data-aligned={isAligned}>
    {facts
      .filter(({ value }) => value !== null && value !== undefined && value !== '')
      .map(({ name, value, copied }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>
            <span>{value}</span>
            {copied && <CopyButton value={copied} what={inSentence(name)} />}
          </dd>
        </Fragment>
      ))}
  </dl>
)
