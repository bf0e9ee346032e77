import { NoValue } from '../no-value.tsx'
import classes from '../users.module.css'

/** A text of a file in a cell, which has all of it as its title */
export const Clipped = ({ text }: { text: string | undefined }) =>
  text ? (
    <span className={`${classes.clipped} ${classes.words}`} title={text}>
      <bdi>{text}</bdi>
    </span>
  ) : (
    <NoValue />
  )
