import classes from './code-block.module.css'

interface CodeBlockProps {
  /** For screen readers: "curl snippet" */
  label: string
  children: string
  /** Limits the height, with scrolling */
  isLimited?: boolean
}

/** A preformatted text. */
export function CodeBlock({ label, children, isLimited = false }: CodeBlockProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus, for those without a mouse
    <section aria-label={label} className={classes.code} data-limited={isLimited} tabIndex={0}>
      <pre>{children}</pre>
    </section>
  )
}
