import type { ComponentProps, ReactNode } from 'react';
import './widgets.css';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary`: the one thing to do next. `quiet`: words that can be pressed. Left out: a hairline button. */
  readonly look?: 'primary' | 'quiet';
}

export function Button({ look, className, type = 'button', ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={classes('ui-button', className)} data-look={look} />;
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'title'> {
  /** What happens when it is pressed: its accessible name and its tooltip. */
  readonly label: string;
  readonly children: ReactNode;
  readonly look?: 'primary' | 'quiet';
}

export function IconButton({ label, look = 'quiet', className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={classes('ui-button ui-icon-button', className)}
      data-look={look}
    />
  );
}

function classes(own: string, given: string | undefined): string {
  return given ? `${own} ${given}` : own;
}
