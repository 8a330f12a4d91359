/**
 * Locks of the kernel on open files: advisory record locks that belong to the open file (`F_OFD_SETLK` on Linux, `flock` on macOS;
 * fcntl(2), "Open file description locks"). The kernel drops one when the last descriptor of the file is closed, so also at
 * `kill -9`; a halted process keeps it; process-id namespaces and containers do not matter. Node.js has no such call, hence
 * `fs-native-extensions`. Leaves out what is locked (directory-lock.ts).
 */
import { statfsSync } from 'node:fs';
import { createRequire } from 'node:module';

/** `taken`: by this call. `busy`: somebody else has it. `unsupported`: by the file system or this platform. */
export type KernelLock = 'taken' | 'busy' | 'unsupported';

interface NativeLocks {
  /** Whether this call got the exclusive lock of the whole file. Throws errors of the system other than EAGAIN. */
  tryLock(descriptor: number): boolean;
}

/** Undefined before the first call; null where the add-on does not load. */
let native: NativeLocks | null | undefined;

/** Takes the exclusive lock of a file that is open for writing. Closing the descriptor releases it. Never waits. */
export function takeKernelLock(descriptor: number): KernelLock {
  native ??= loadNative();
  if (native === null) return 'unsupported';
  try {
    return native.tryLock(descriptor) ? 'taken' : 'busy';
  } catch (error) {
    // POSIX allows either code for a lock that another process holds.
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'busy' : 'unsupported';
  }
}

function loadNative(): NativeLocks | null {
  try {
    const require = createRequire(import.meta.url);
    return require('fs-native-extensions');
  } catch {
    return null;
  }
}

/** Magic numbers of file systems that only one kernel at a time can mount (statfs(2)): a lock there excludes everybody. */
const ONE_KERNEL: ReadonlySet<number> = new Set([
  0xef53, // ext2, ext3, ext4
  0x58465342, // XFS
  0x9123683e, // Btrfs
  0xf2f52010, // F2FS
  0x2fc12fc1, // ZFS
  0xca451a4e, // bcachefs
  0x01021994, // tmpfs
  0x794c7630, // overlayfs
]);

/** Whether only this kernel can have the file system of `path` mounted; false if that is unknown, as for NFS, FUSE or 9p. */
export function isOnOneKernel(path: string): boolean {
  try {
    return process.platform === 'linux' && ONE_KERNEL.has(statfsSync(path).type >>> 0);
  } catch {
    return false;
  }
}
