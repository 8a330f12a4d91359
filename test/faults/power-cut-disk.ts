/**
 * A disk that loses power: an ext4 file system in a file, which is shut down without what was not synced. `FS_IOC_SHUTDOWN` with
 * "no log flush" is what the Linux file systems' own tests cut the power with (xfstests, `godown -f`). It needs root and a
 * kernel that mounts loop devices. It does not model a disk that lies about its cache.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BYTES = 1024 ** 3;
/** _IOR('X', 125, __u32) */
const FS_IOC_SHUTDOWN = 0x8004587d;
const NO_LOG_FLUSH = 2;
const SHUT_DOWN = 'open(F, "<", $ARGV[0]) or die $!; $flag = pack("L", $ARGV[2]); ioctl(F, $ARGV[1], $flag) or die $!';

export class PowerCutDisk {
  /** Where the disk is mounted. */
  readonly path: string;
  private readonly root: string;
  private readonly image: string;
  private mounted = false;

  constructor() {
    this.root = mkdtempSync(join(tmpdir(), 'power-cut-'));
    // A database server that runs as another user has its files here as well.
    chmodSync(this.root, 0o755);
    this.image = join(this.root, 'disk');
    this.path = join(this.root, 'mount');
    mkdirSync(this.path);
    writeFileSync(this.image, '');
    truncateSync(this.image, BYTES);
    run('mkfs.ext4', '-q', '-F', this.image);
    this.powerOn();
  }

  /**
   * Everything that was not synced is gone; whoever writes gets an error from now on. A sync that was under way may still be
   * answered with success, although the kernel dropped what it waited for: halt the processes before, as a cut does, and none
   * of them tells anybody.
   */
  cutPower(): void {
    run('perl', '-e', SHUT_DOWN, this.path, String(FS_IOC_SHUTDOWN), String(NO_LOG_FLUSH));
  }

  /** Mounts the disk again after a cut, with nothing of it in memory. No process may have files open on it. */
  powerOn(): void {
    if (this.mounted) run('umount', this.path);
    this.mounted = false;
    run('mount', '-o', 'loop', this.image, this.path);
    this.mounted = true;
  }

  remove(): void {
    if (this.mounted) run('umount', this.path);
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Why no power can be cut on this machine; null if it can. */
export function whyNoPowerCut(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs Linux and root';
  try {
    const disk = new PowerCutDisk();
    disk.cutPower();
    disk.powerOn();
    disk.remove();
    return null;
  } catch (error) {
    return `needs loop devices, mkfs.ext4 and perl (${String((error as Error).message).split('\n')[0]})`;
  }
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
