#!/bin/bash
# A real Slurm on one machine, without systemd, from Debian's slurm-wlm and munge: for tests of Submit-EcgDataset. Needs root.
# Usage: slurm-one-node.sh start DIR | stop DIR. After start: export SLURM_CONF=DIR/slurm.conf; sinfo
# Everything listens on 127.0.0.1. Jobs that are requeued wait cred_expire seconds; Slurm's own default is two minutes.
set -eu
action=$1 dir=$2
case $action in
start)
    mkdir -p "$dir"/{state,spool,log}
    cpus=$(nproc) memory=$(awk '/MemTotal/{print int($2/1024*0.7)}' /proc/meminfo) host=$(hostname)
    cat >"$dir/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=cred_expire=5
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
KillWait=2
SchedulerParameters=batch_sched_delay=0,sched_interval=2,bf_interval=2
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldLogFile=$dir/log/slurmctld.log
SlurmdLogFile=$dir/log/slurmd.log
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
NodeName=$host NodeAddr=127.0.0.1 CPUs=$cpus RealMemory=$memory State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
    [ -f /etc/munge/munge.key ] || mungekey --create
    mkdir -p /run/munge
    chown munge /run/munge
    munge -n >/dev/null 2>&1 || su munge -s /bin/sh -c /usr/sbin/munged
    export SLURM_CONF=$dir/slurm.conf
    # The daemons outlive this script; they must not hold its output open.
    slurmctld -c >/dev/null 2>&1
    for _ in $(seq 100); do scontrol ping 2>/dev/null | grep -q UP && break; sleep 0.1; done
    slurmd -c >/dev/null 2>&1
    for _ in $(seq 300); do sinfo -h -o %T 2>/dev/null | grep -q idle && exit 0; sleep 0.1; done
    echo "The node did not become idle:" >&2
    tail -n 5 "$dir"/log/* >&2
    exit 1
    ;;
stop)
    for daemon in slurmd slurmctld; do
        [ -f "$dir/$daemon.pid" ] || continue
        pid=$(cat "$dir/$daemon.pid")
        kill "$pid" 2>/dev/null || continue
        for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    done
    ;;
esac
