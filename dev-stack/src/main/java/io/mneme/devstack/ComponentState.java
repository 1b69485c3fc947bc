package io.mneme.devstack;

/** How a component of the stack is. */
public enum ComponentState {
  /** Its process was launched and does not answer yet. */
  STARTING,
  /** It answers. */
  READY,
  /** It died and is being started again. */
  RESTARTING,
  /** It died too often, or never came up. */
  FAILED,
  /** It was ended in order. */
  STOPPED
}
