# A Slurm cluster of this one machine, for a test: munged, slurmctld and slurmd of the calling user,
# on loopback, everything of theirs in one folder. No systemd, control groups or database, and the
# system's own Slurm and munge, if there are any, are left alone. Sourced.

# cluster_start FOLDER: sets SLURM_CONF. The folder's path must be short: it holds a socket.
cluster_start() {
  local folder=$1 name address port=$((20000 + $$ % 100 * 100))
  name=$(hostname -s)
  address=$(getent ahostsv4 "$name" | awk '{print $1; exit}') || true
  if [[ $address != 127.* ]]; then
    echo "the daemons would listen on ${address:-no address} instead of loopback: put" \
      "\"127.0.1.1 $name\" into the first line of /etc/hosts" >&2
    return 1
  fi
  mkdir -p "$folder"/{log,pmix,run,state,spool}
  chmod 755 "$folder" # munge's clients have to reach its socket
  (umask 077 && head -c 64 /dev/urandom >"$folder/munge.key")

  cat >"$folder/slurm.conf" <<CONF
ClusterName=armistice_test
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
SlurmctldHost=$name($address)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SrunPortRange=$((port + 10))-$((port + 99))
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$folder/run/munge.socket,cred_expire=5
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/run/slurmctld.pid
SlurmdPidFile=$folder/run/slurmd.pid
SlurmctldLogFile=$folder/log/slurmctld.log
SlurmdLogFile=$folder/log/slurmd.log
# Plain processes, counted by nobody.
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SwitchType=switch/none
MpiDefault=none
# Decides at once, and has four places however many processors there are.
SchedulerType=sched/builtin
SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
KillWait=5
ReturnToService=2
NodeName=$name NodeAddr=$address CPUs=4 State=UNKNOWN
PartitionName=test Nodes=$name Default=YES State=UP MaxTime=INFINITE
CONF
  echo "PMIxCliTmpDirBase=$folder/pmix" >"$folder/mpi.conf"
  export SLURM_CONF=$folder/slurm.conf

  munged --force --num-threads=2 --key-file="$folder/munge.key" \
    --socket="$folder/run/munge.socket" --pid-file="$folder/run/munged.pid" \
    --log-file="$folder/log/munged.log" --seed-file="$folder/run/munged.seed" \
    </dev/null >"$folder/log/munged.out" 2>&1 &&
    slurmctld -f "$SLURM_CONF" </dev/null >"$folder/log/slurmctld.out" 2>&1 &&
    slurmd -f "$SLURM_CONF" </dev/null >"$folder/log/slurmd.out" 2>&1 || {
    cluster_logs "$folder"
    return 1
  }
  local try
  for ((try = 0; try < 150; ++try)); do
    if timeout 5 sinfo -h -o %T 2>/dev/null | grep -qx idle; then return; fi
    sleep 0.2
  done
  cluster_logs "$folder"
  return 1
}

cluster_logs() { tail -n 20 "$1"/log/* >&2; }

# Ends all jobs and the daemons, whatever state they are in.
cluster_stop() {
  local folder=$1 daemon process try
  if [[ -n $(timeout 5 squeue -h 2>/dev/null) ]]; then
    timeout 5 scancel --user="$(id -un)" 2>/dev/null || true
    sleep 2
  fi
  for daemon in slurmd slurmctld munged; do
    process=$(cat "$folder/run/$daemon.pid" 2>/dev/null) || continue
    kill "$process" 2>/dev/null || continue
    for ((try = 0; try < 50; ++try)); do
      [[ $(ps -o stat= -p "$process" 2>/dev/null) == [!Z]* ]] || continue 2
      sleep 0.1
    done
    kill -KILL "$process" 2>/dev/null || true
  done
  for process in $(pgrep slurmstepd); do # of ours, should one still be there
    if grep -qzxF "SLURM_CONF=$folder/slurm.conf" "/proc/$process/environ" 2>/dev/null; then
      kill -KILL "$process" 2>/dev/null || true
    fi
  done
}
